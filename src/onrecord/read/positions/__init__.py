"""From attributions and claims to positions: chains, reactions, the narrator's own voice."""

from onrecord.read.positions.positions import Stands, take_positions
from onrecord.read.positions.utterances import HolderOf, Surroundings, Verdict

__all__ = ["HolderOf", "Stands", "Surroundings", "Verdict", "take_positions"]
