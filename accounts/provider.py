"""The services of the university, under the name where allauth looks for the providers of an app."""

from accounts.university.cas import CASProvider
from accounts.university.header import HeaderProvider

provider_classes = [CASProvider, HeaderProvider]
