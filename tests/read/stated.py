"""Sentences of all claim types with their grammar, and the claims in them."""

from __future__ import annotations

# A sentence, and for each claim in it the type, the trigger and some of its roles.
STATED: list[tuple[str, dict[str, set[str]]]] = [
    (
        "Rebel/ADJ/2/amod fighters/NOUN/4/nsubj have/AUX/4/aux taken/VERB/0/root"
        " control/NOUN/4/obj"
        " of/ADP/8/case the/DET/8/det port/NOUN/5/nmod of/ADP/10/case Mocha/PROPN/8/nmod"
        " in/ADP/13/case western/ADJ/13/amod Yemen/PROPN/8/nmod ./PUNCT/4/punct",
        {
            "control/gain taken control": {
                "actor: Rebel fighters",
                "target: the port of Mocha in western Yemen",
            }
        },
    ),
    (
        "The/DET/2/det town/NOUN/6/nsubj:pass of/ADP/4/case Bunagana/PROPN/2/nmod"
        " was/AUX/6/aux:pass captured/VERB/0/root by/ADP/9/case M23/PROPN/9/compound"
        " rebels/NOUN/6/obl:agent on/ADP/11/case Monday/PROPN/6/obl ./PUNCT/6/punct",
        {"control/gain captured": {"actor: M23 rebels", "target: The town of Bunagana"}},
    ),
    (
        "Government/NOUN/2/compound troops/NOUN/3/nsubj lost/VERB/0/root control/NOUN/3/obj"
        " of/ADP/7/case two/NUM/7/nummod villages/NOUN/4/nmod near/ADP/9/case Goma/PROPN/7/nmod"
        " ./PUNCT/3/punct",
        {
            "control/loss lost control": {
                "actor: Government troops",
                "target: two villages near Goma",
            }
        },
    ),
    (
        "Taliban/PROPN/2/compound fighters/NOUN/3/nsubj besieged/VERB/0/root the/DET/5/det"
        " city/NOUN/3/obj of/ADP/7/case Kunduz/PROPN/5/nmod for/ADP/10/case three/NUM/10/nummod"
        " days/NOUN/3/obl ./PUNCT/3/punct",
        {
            "control/contest besieged": {
                "actor: Taliban fighters",
                "target: the city of Kunduz",
            }
        },
    ),
    (
        "Ethiopian/ADJ/2/amod troops/NOUN/3/nsubj advanced/VERB/0/root towards/ADP/5/case"
        " Mekelle/PROPN/3/obl ./PUNCT/3/punct",
        {"advance advanced": {"actor: Ethiopian troops", "destination: Mekelle"}},
    ),
    (
        "Syrian/ADJ/2/amod forces/NOUN/3/nsubj launched/VERB/0/root a/DET/6/det"
        " surprise/NOUN/6/compound"
        " offensive/NOUN/3/obj in/ADP/8/case Idlib/PROPN/3/obl in/ADP/10/case May/PROPN/3/obl"
        " ./PUNCT/3/punct",
        {"advance offensive": {"actor: Syrian forces", "place: Idlib"}},
    ),
    (
        "From/ADP/2/case Aden/PROPN/13/obl ,/PUNCT/2/punct where/ADV/7/advmod Saudi/ADJ/6/amod"
        " forces/NOUN/7/nsubj launched/VERB/2/acl:relcl an/DET/9/det offensive/NOUN/7/obj"
        " ,/PUNCT/2/punct"
        " thousands/NOUN/13/nsubj have/AUX/13/aux fled/VERB/0/root ./PUNCT/13/punct",
        {
            "advance offensive": {"actor: Saudi forces", "place: Aden"},
            "displacement fled": {"victim: thousands", "origin: Aden"},
        },
    ),
    (
        "Soldiers/NOUN/2/nsubj clashed/VERB/0/root with/ADP/4/case militants/NOUN/2/obl"
        " in/ADP/7/case"
        " northern/ADJ/7/amod Mali/PROPN/2/obl ./PUNCT/2/punct",
        {
            "clash clashed": {
                "actor: Soldiers",
                "counterpart: militants",
                "place: northern Mali",
            }
        },
    ),
    (
        "A/DET/4/det Russian/ADJ/4/amod missile/NOUN/4/compound attack/NOUN/7/nsubj on/ADP/6/case"
        " Kharkiv/PROPN/4/nmod killed/VERB/0/root three/NUM/9/nummod people/NOUN/7/obj"
        " and/CCONJ/11/cc"
        " damaged/VERB/7/conj a/DET/13/det hospital/NOUN/11/obj ./PUNCT/7/punct",
        {
            "strike missile attack": {"actor: Russian", "target: Kharkiv"},
            "casualties/killed killed": {
                "victim: three people",
                "cause: A Russian missile attack on Kharkiv",
            },
            "damage damaged": {"target: a hospital", "cause: A Russian missile attack on Kharkiv"},
        },
    ),
    (
        "Israeli/ADJ/2/amod warplanes/NOUN/3/nsubj bombed/VERB/0/root a/DET/5/det"
        " warehouse/NOUN/3/obj"
        " outside/ADP/7/case Damascus/PROPN/3/obl ./PUNCT/3/punct",
        {
            "strike bombed": {
                "actor: Israeli warplanes",
                "target: a warehouse",
                "place: Damascus",
            }
        },
    ),
    (
        "Militants/NOUN/2/nsubj fired/VERB/0/root dozens/NOUN/2/obj of/ADP/5/case"
        " rockets/NOUN/3/nmod"
        " at/ADP/8/case the/DET/8/det airport/NOUN/2/obl ./PUNCT/2/punct",
        {
            "strike fired": {
                "actor: Militants",
                "instrument: dozens of rockets",
                "target: the airport",
            }
        },
    ),
    (
        "The/DET/3/det air/NOUN/3/compound force/NOUN/4/nsubj shot/VERB/0/root"
        " down/ADP/4/compound:prt"
        " 12/NUM/7/nummod drones/NOUN/4/obj over/ADP/9/case Odesa/PROPN/4/obl ./PUNCT/4/punct",
        {
            "interception shot down": {
                "actor: The air force",
                "target: 12 drones",
                "place: Odesa",
            }
        },
    ),
    (
        "Gunmen/NOUN/2/nsubj shot/VERB/0/root dead/ADJ/2/xcomp a/DET/5/det journalist/NOUN/2/obj"
        " in/ADP/7/case Kandahar/PROPN/2/obl ./PUNCT/2/punct",
        {"attack shot dead": {"actor: Gunmen", "victim: a journalist", "place: Kandahar"}},
    ),
    (
        "Twelve/NUM/2/nummod civilians/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root"
        " and/CCONJ/7/cc 40/NUM/7/nsubj:pass wounded/VERB/4/conj in/ADP/10/case an/DET/10/det"
        " airstrike/NOUN/4/obl on/ADP/12/case Sanaa/PROPN/10/nmod ./PUNCT/4/punct",
        {
            "casualties/killed killed": {"victim: Twelve civilians"},
            "casualties/wounded wounded": {"victim: 40"},
            "strike airstrike": {"target: Sanaa"},
        },
    ),
    (
        "At/ADP/2/case least/ADJ/3/nmod five/NUM/4/nummod soldiers/NOUN/6/nsubj are/AUX/6/cop"
        " missing/ADJ/0/root ./PUNCT/6/punct",
        {"casualties/missing missing": {"victim: At least five soldiers"}},
    ),
    (
        "Many/ADJ/6/nsubj:pass of/ADP/4/case the/DET/4/det houses/NOUN/1/nmod were/AUX/6/aux:pass"
        " burned/VERB/0/root or/CCONJ/9/cc badly/ADV/9/advmod damaged/VERB/6/conj"
        " ./PUNCT/6/punct",
        {"damage burned or badly damaged": {"target: Many of the houses"}},
    ),
    (
        "Chad/PROPN/2/nsubj sent/VERB/0/root 2000/NUM/4/nummod troops/NOUN/2/obj to/ADP/8/case"
        " the/DET/8/det Lake/PROPN/8/compound region/NOUN/2/obl ./PUNCT/2/punct",
        {
            "deployment sent": {
                "actor: Chad",
                "target: 2000 troops",
                "destination: the Lake region",
            }
        },
    ),
    (
        "The/DET/2/det withdrawal/NOUN/7/nsubj of/ADP/4/case troops/NOUN/2/nmod from/ADP/6/case"
        " Gao/PROPN/2/nmod began/VERB/0/root in/ADP/9/case June/PROPN/7/obl ./PUNCT/7/punct",
        {"withdrawal withdrawal": {"target: troops", "origin: Gao"}},
    ),
    (
        "Most/ADJ/4/nsubj of/ADP/3/case residents/NOUN/1/nmod fled/VERB/0/root or/CCONJ/7/cc"
        " been/AUX/7/aux:pass evacuated/VERB/4/conj ./PUNCT/4/punct",
        {"displacement fled or been evacuated": {"victim: Most of residents"}},
    ),
    (
        "Police/NOUN/2/nsubj arrested/VERB/0/root four/NUM/4/nummod protesters/NOUN/2/obj"
        " in/ADP/6/case"
        " Minsk/PROPN/2/obl ./PUNCT/2/punct",
        {"detention/detain arrested": {"actor: Police", "victim: four protesters"}},
    ),
    (
        "The/DET/3/det two/NUM/3/nummod countries/NOUN/4/nsubj exchanged/VERB/0/root"
        " 50/NUM/6/nummod"
        " prisoners/NOUN/4/obj ./PUNCT/4/punct",
        {"detention/exchange exchanged": {"victim: 50 prisoners"}},
    ),
    (
        "Germany/PROPN/3/nsubj will/AUX/3/aux deliver/VERB/0/root tanks/NOUN/3/obj and/CCONJ/6/cc"
        " ammunition/NOUN/4/conj to/ADP/8/case Ukraine/PROPN/3/obl ./PUNCT/3/punct",
        {
            "transfer deliver": {
                "actor: Germany",
                "target: tanks and ammunition",
                "recipient: Ukraine",
            }
        },
    ),
    (
        "Sudan/PROPN/4/nsubj and/CCONJ/3/cc Eritrea/PROPN/1/conj signed/VERB/0/root a/DET/7/det"
        " peace/NOUN/7/compound agreement/NOUN/4/obj in/ADP/9/case Asmara/PROPN/4/obl"
        " ./PUNCT/4/punct",
        {
            "agreement signed a peace agreement": {
                "actor: Sudan",
                "actor: Eritrea",
                "place: Asmara",
            }
        },
    ),
    (
        "The/DET/2/det president/NOUN/3/nsubj met/VERB/0/root his/PRON/6/nmod:poss"
        " Turkish/ADJ/6/amod"
        " counterpart/NOUN/3/obj in/ADP/8/case Ankara/PROPN/3/obl ./PUNCT/3/punct",
        {"talks met": {"actor: The president", "counterpart: his Turkish counterpart"}},
    ),
    (
        "The/DET/2/det rebels/NOUN/3/nsubj violated/VERB/0/root the/DET/5/det"
        " ceasefire/NOUN/3/obj"
        " ./PUNCT/3/punct",
        {"violation violated": {"actor: The rebels", "target: the ceasefire"}},
    ),
    (
        "Canada/PROPN/2/nsubj imposed/VERB/0/root sanctions/NOUN/2/obj on/ADP/6/case"
        " two/NUM/6/nummod"
        " banks/NOUN/2/obl ./PUNCT/2/punct",
        {"sanction imposed sanctions": {"actor: Canada", "target: two banks"}},
    ),
    (
        "Protesters/NOUN/2/nsubj marched/VERB/0/root on/ADP/5/case the/DET/5/det"
        " parliament/NOUN/2/obl"
        " in/ADP/7/case Tbilisi/PROPN/5/nmod ./PUNCT/2/punct",
        {"unrest marched": {"actor: Protesters"}},
    ),
    (
        "Soldiers/NOUN/2/nsubj seized/VERB/0/root power/NOUN/2/obj in/ADP/5/case June/PROPN/2/obl"
        " ./PUNCT/2/punct",
        {"unrest/coup seized power": {"actor: Soldiers"}},
    ),
    (
        "Workers/NOUN/5/nsubj at/ADP/4/case the/DET/4/det plant/NOUN/1/nmod went/VERB/0/root"
        " on/ADP/7/case strike/NOUN/5/obl ./PUNCT/5/punct",
        {"unrest/strike of workers went on strike": {"actor: Workers at the plant"}},
    ),
    (
        "The/DET/2/det islands/NOUN/4/nsubj are/AUX/4/cop part/NOUN/0/root of/ADP/6/case"
        " Japan/PROPN/4/nmod ./PUNCT/4/punct",
        {"status part": {"target: The islands", "whole: Japan"}},
    ),
    (
        "China/PROPN/2/nsubj calls/VERB/0/root the/DET/4/det islands/NOUN/2/obj by/ADP/7/case"
        " the/DET/7/det name/NOUN/2/obl of/ADP/9/case Diaoyu/PROPN/7/nmod ./PUNCT/2/punct",
        {
            "naming calls": {
                "actor: China",
                "target: the islands",
                "name: Diaoyu",
            }
        },
    ),
    (
        "The/DET/2/det parliament/NOUN/3/nsubj approved/VERB/0/root the/DET/5/det"
        " budget/NOUN/3/obj"
        " ./PUNCT/3/punct",
        {"policy approved the budget": {"actor: The parliament"}},
    ),
    (
        "Iran/PROPN/2/nsubj tested/VERB/0/root a/DET/5/det ballistic/ADJ/5/amod"
        " missile/NOUN/2/obj"
        " ./PUNCT/2/punct",
        {"capability tested": {"actor: Iran", "target: a ballistic missile"}},
    ),
    (
        "Half/NOUN/7/nsubj of/ADP/4/case the/DET/4/det town/NOUN/1/nmod is/AUX/7/cop"
        " without/ADP/7/case power/NOUN/0/root ./PUNCT/7/punct",
        {"hardship without power": {"victim: Half of the town"}},
    ),
    (
        "Nine/NUM/2/nummod miners/NOUN/4/nsubj:pass were/AUX/4/aux:pass trapped/VERB/0/root"
        " underground/ADV/4/advmod ./PUNCT/4/punct",
        {"hardship trapped": {"victim: Nine miners"}},
    ),
    (
        "Gao/PROPN/2/nsubj has/VERB/0/root a/DET/4/det population/NOUN/2/obj of/ADP/8/case"
        " about/ADV/7/advmod 86000/NUM/8/nummod people/NOUN/4/nmod ./PUNCT/2/punct",
        {"other/population population": {"target: about 86000 people"}},
    ),
    (
        "Any/DET/3/det such/ADJ/3/amod blockade/NOUN/6/nsubj would/AUX/6/aux be/AUX/6/cop"
        " unlawful/ADJ/0/root ./PUNCT/6/punct",
        {"status unlawful": {"target: Any such blockade"}},
    ),
    (
        "The/DET/2/det people/NOUN/5/nsubj:pass were/AUX/5/aux:pass ’/PUNCT/4/punct"
        " told/VERB/0/root"
        " to/PART/7/mark leave/VERB/5/xcomp ./PUNCT/5/punct",
        {},
    ),
    (
        "The/DET/2/det ruling/NOUN/5/nsubj is/AUX/5/cop not/PART/5/advmod binding/ADJ/0/root"
        " ./PUNCT/5/punct",
        {"status binding": {"target: The ruling"}},
    ),
    (
        "Qatar/PROPN/4/nsubj is/AUX/4/cop an/DET/4/det ally/NOUN/0/root of/ADP/6/case"
        " Turkey/PROPN/4/nmod ./PUNCT/4/punct",
        {"status ally": {"target: Qatar", "whole: Turkey"}},
    ),
    (
        "The/DET/2/det minister/NOUN/3/nsubj called/VERB/0/root for/ADP/6/case an/DET/6/det"
        " investigation/NOUN/3/obl ./PUNCT/3/punct",
        {"policy investigation": set()},
    ),
    (
        "The/DET/3/det opposition/NOUN/3/compound blamed/VERB/0/root the/DET/5/det army/NOUN/3/obj"
        " for/ADP/8/case the/DET/8/det attack/NOUN/3/obl ./PUNCT/3/punct",
        {"attack attack": set()},
    ),
    (
        # An infinitive says what for, whatever relation a parser gives it.
        "Troops/NOUN/5/nsubj sent/VERB/1/acl to/PART/4/mark fight/VERB/2/obl left/VERB/0/root"
        " Mali/PROPN/5/obj ./PUNCT/5/punct",
        {
            "deployment sent": {"target: Troops"},
            "withdrawal left": {"actor: Troops", "origin: Mali"},
        },
    ),
    (
        "The/DET/2/det army/NOUN/3/nsubj released/VERB/0/root a/DET/5/det statement/NOUN/3/obj"
        " ./PUNCT/3/punct",
        {},
    ),
]
