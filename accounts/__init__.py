"""Signing in and looking after one's account: allauth, with the lab's rules and words."""
