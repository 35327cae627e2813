"""What every answer tells the browser: run and load only what is ours, show it in no other page, guess no types."""

from urllib.parse import urlsplit

FIXED: tuple[tuple[str, str], ...] = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


def policy(tiles: str | None = None) -> str:
    """The content policy: no inline script or style, nothing from elsewhere but the user's own map tiles.

    The map makes its worker from a blob or from our own file.
    """
    from_tiles = f" {origin(tiles)}" if tiles and origin(tiles) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            f"img-src 'self' data: blob:{from_tiles}",
            f"connect-src 'self'{from_tiles}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def origin(address: str) -> str:
    """Scheme, host and port of a web address; empty for what is none."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return (
        f"{parts.scheme}://{host}" if parts.scheme in ("http", "https") and host and not set(host) & set(" ;,'") else ""
    )
