"""Uploaded pictures: checked, re-encoded and stored in several widths.

- ``webp``: checks an uploaded picture and encodes it as WebP
- ``prepared``: what an uploaded picture may be, and the result of checking one
- ``crops``: the square part that a person has selected of a picture
- ``fields``: the model field, the form field, and the storage of pictures
- ``portraits``: the form field for photos of people, cropped to a square
"""
