"""The same answers over HTTP: what `integrationrules serve` runs. Needs the extra `service`.

One process speaks HTTP and owns the store; worker processes calculate, so that a crash or an endless calculation costs one of them and one retry.
"""
