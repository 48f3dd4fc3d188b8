"""Line ends: ``\\r\\n`` and ``\\r`` become ``\\n``, which leaves every line and column as it was."""


def unified(text: str) -> str:
    """The text with every line ended by ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
