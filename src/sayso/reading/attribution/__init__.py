"""Who says what: sources, cues and contents over a whole report.

``attribute`` finds every span of a text that somebody is made to say, think or write, who that
somebody is and by which words; ``communique_issuer`` finds the party in whose name a whole text
speaks. *Source*, *cue* and *content* are the terms of PARC 3 (Pareti 2015) and PolNeAR (Newell
et al. 2018).
"""

from sayso.reading.attribution.compose import attribute
from sayso.reading.attribution.issuer import communique_issuer
from sayso.reading.attribution.spans import SpokenSpan, speaking_over

__all__ = ["SpokenSpan", "attribute", "communique_issuer", "speaking_over"]
