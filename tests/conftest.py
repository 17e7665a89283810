"""What all tests share: how hard hypothesis tries."""

from hypothesis import settings

settings.register_profile("quick", deadline=None)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile("quick")
