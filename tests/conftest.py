"""What all tests share: which examples hypothesis tries.

The suite tries the same ones every time, so that what turns red is the change's own; `make search` looks for new ones.
"""

import os

from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("EXAMPLES", "same"))
