"""ML-DSA-44 signatures (FIPS 204), checked where the library at hand can.

1. No answer is given for what cannot be checked here: `ml_dsa_44` is then None, and
   whoever asks has to say *not checked*.

Signs nothing. Used by `cosignature`, which says what is signed.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

PUBLIC_KEY_BYTES = 1312
SIGNATURE_BYTES = 2420

MlDsa: TypeAlias = Callable[[bytes, bytes, bytes], bool]
"""Whether this public key (1,312 bytes) signed this message with this signature."""


@cache
def ml_dsa_44() -> MlDsa | None:
    """The check; None where the library has none."""
    # Loaded when the first such key is met: few have one yet.
    from cryptography.exceptions import (  # noqa: PLC0415
        InvalidSignature,
        UnsupportedAlgorithm,
    )

    try:
        from cryptography.hazmat.primitives.asymmetric.mldsa import (  # noqa: PLC0415
            MLDSA44PublicKey,
        )

        MLDSA44PublicKey.from_public_bytes(bytes(PUBLIC_KEY_BYTES))
    except (ImportError, UnsupportedAlgorithm):
        return None

    def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    return is_signed
