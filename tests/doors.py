"""People at the door, for tests of pages."""

from django.test import Client

from people import account_of
from yihu.policy.vocabulary import Actor


def client_of(actor: Actor) -> Client:
    """A browser in which `actor` is signed in."""
    client = Client()
    client.force_login(account_of(actor), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
