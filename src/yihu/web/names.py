"""How pages say a co-owner with his share, and where a paper lies, in the language of who reads.

Registers and forms say the same in Chinese, whatever the language.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yihu.confidentiality.reading import OwnerView
from yihu.dossiers.places import Part


def with_share(name: str, share: str) -> str:
    """`張曉芸（1/2）`; the name alone for a whole or joint title."""
    return _("%(name)s（%(share)s）") % {"name": name, "share": share} if share else name


def owner_named(owner: OwnerView) -> str:
    """An owner with the share."""
    return with_share(owner.name, owner.share.strip("（）"))


def place_named(place: Iterable[Part]) -> str:
    """`K-02 · 1層 · 37掛位`; nothing where no place is known."""
    return " · ".join(_(part.text) % part.params for part in place)
