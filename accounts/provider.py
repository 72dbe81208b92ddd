"""The services of the university, under the name where allauth looks for the providers of an app."""

from accounts.university.cas import CASProvider
from accounts.university.directory import DirectoryProvider
from accounts.university.header import HeaderProvider
from accounts.university.saml import SAMLProvider

provider_classes = [CASProvider, SAMLProvider, DirectoryProvider, HeaderProvider]
