"""What a refusal is: the class of all that stand in the catalogue.

1. Its code is its name in small letters, the same for ever.
2. Its first field is the subject a hold may be lifted for.
"""

from typing import ClassVar

from msgspec import Struct

from lastlook.core.acts import kebab


class Refusal(
    Struct, frozen=True, tag_field="code", tag=kebab, omit_defaults=True, gc=False
):
    """A rule of the packs in force that the act would break.

    Attributes:
        code: the stable name of the rule, as packs and stories write it.
    """

    code: ClassVar[str]
    says: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.code = kebab(cls.__name__)

    @property
    def hold(self) -> str:
        """The name under which a rule of severity *hold* may be lifted."""
        return f"{self.code}@{getattr(self, self.__struct_fields__[0])}"
