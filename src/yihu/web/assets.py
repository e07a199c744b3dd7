"""The files of the look, under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise keeps them; an address is looked up once, since each page names eight of them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file by its name in the sources. `ValueError` for one that was not collected."""
        if name is None or force:
            return str(super().url(name, force))
        address = self._addresses.get(name)
        if address is None:
            address = self._addresses[name] = str(super().url(name))
        return address
