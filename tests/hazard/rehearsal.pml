/* The rehearsal with rubber under the house rules, read by hand.
 *
 * What the rules make of it: the revolver is in the safe, and no set-up asks for it.
 * The armorer may take it out and lock it up again. It is offered to nobody and loaded
 * with nothing, so whoever else has it, has it without a yes; it is taken back from
 * nobody, because the record knows of nobody. Looks and proofs lead to nothing.
 *
 * Every way to harm prints the errors it took. One line for each basic event.
 */
#define STOCK_WEAPON 1        /* stock.weapon.supplier */
#define STOCK_BOX 2           /* stock.box.supplier */
#define BRING 4               /* covert.bring-live.crew */
#define ARMORER_TAMPERS 8     /* covert.tamper.armorer */
#define PERFORMER_TAMPERS 16  /* covert.tamper.performer */
#define CREW_TAMPERS 32       /* covert.tamper.crew */
#define ARMORER_MOVES 64      /* bypass.custody.armorer */
#define AD_MOVES 128          /* bypass.custody.first-ad */
#define PERFORMER_MOVES 256   /* bypass.custody.performer */
#define ARMORER_LOADS 512     /* bypass.loading.armorer */
#define ARMORER_LIES 1024     /* untrue.custody.armorer */
#define PROOF_LIES 2048       /* untrue.proof.armorer */
#define ARMORER_FINGER 4096   /* slip.trigger.armorer */
#define ARMORER_AIM 8192      /* slip.muzzle.armorer */
#define AD_FINGER 16384       /* slip.trigger.first-ad */
#define AD_AIM 32768          /* slip.muzzle.first-ad */
#define PERFORMER_FINGER 65536   /* slip.trigger.performer */
#define PERFORMER_AIM 131072     /* slip.muzzle.performer */

#define MOST 6
#define may(x) c_expr { (__builtin_popcount(now.errors | (x)) <= MOST) }

mtype = { locked, armorer, ad, performer, lying, nothing, dummy, live };

mtype gun = locked;       /* where it is */
mtype chamber = nothing;  /* what is in it */
bool stray = false;       /* a live round among the dummies in the box */
bool out = false;         /* the record: with the armorer */
int errors = 0;

inline err(x) { errors = errors | (x) }

active proctype people() {
    if
    :: atomic { may(STOCK_WEAPON) -> err(STOCK_WEAPON); chamber = live }
    :: skip
    fi;
    if
    :: atomic { may(STOCK_BOX) -> err(STOCK_BOX); stray = true }
    :: skip
    fi;
end:
    do
    /* custody, as the rules allow it */
    :: atomic { gun == locked && !out -> gun = armorer; out = true }
    :: atomic { gun == armorer && out -> gun = locked; out = false }
    /* and without a yes */
    :: atomic { gun == locked && may(ARMORER_MOVES) -> err(ARMORER_MOVES); gun = armorer }
    :: atomic { gun == armorer && may(ARMORER_MOVES) -> err(ARMORER_MOVES); gun = locked }
    :: atomic { gun == armorer && may(ARMORER_MOVES) -> err(ARMORER_MOVES); gun = lying }
    :: atomic { gun == armorer && may(AD_MOVES) -> err(AD_MOVES); gun = ad }
    :: atomic { gun == armorer && may(PERFORMER_MOVES) -> err(PERFORMER_MOVES); gun = performer }
    :: atomic { gun == ad && may(PERFORMER_MOVES) -> err(PERFORMER_MOVES); gun = performer }
    :: atomic { gun == ad && may(AD_MOVES) -> err(AD_MOVES); gun = lying }
    :: atomic { gun == performer && may(PERFORMER_MOVES) -> err(PERFORMER_MOVES); gun = lying }
    :: atomic { gun == lying && may(PERFORMER_MOVES) -> err(PERFORMER_MOVES); gun = performer }
    :: atomic { (gun == ad || gun == performer || gun == lying) && may(ARMORER_MOVES) ->
            err(ARMORER_MOVES); gun = armorer }
    /* said and not done */
    :: atomic { may(ARMORER_LIES) -> err(ARMORER_LIES); out = !out }
    /* rounds: no set-up asks for any */
    :: atomic { (gun == armorer || gun == lying) && chamber == nothing && may(ARMORER_LOADS) ->
            err(ARMORER_LOADS); chamber = dummy }
    :: atomic { (gun == armorer || gun == lying) && chamber == nothing && stray && may(ARMORER_LOADS) ->
            err(ARMORER_LOADS); chamber = live }
    :: atomic { (gun == armorer || gun == lying) && chamber != nothing && may(ARMORER_LOADS) ->
            err(ARMORER_LOADS); stray = (stray || chamber == live); chamber = nothing }
    :: atomic { stray && may(PROOF_LIES) -> err(PROOF_LIES); stray = false }
    /* brought, and slipped in by whoever can reach it */
    :: atomic { (gun == armorer || gun == lying) && may(BRING | ARMORER_TAMPERS) ->
            err(BRING | ARMORER_TAMPERS); chamber = live }
    :: atomic { (gun == performer || gun == lying) && may(BRING | PERFORMER_TAMPERS) ->
            err(BRING | PERFORMER_TAMPERS); chamber = live }
    :: atomic { gun == lying && may(BRING | CREW_TAMPERS) -> err(BRING | CREW_TAMPERS); chamber = live }
    :: atomic { may(BRING | ARMORER_TAMPERS) -> err(BRING | ARMORER_TAMPERS); stray = true }
    :: atomic { may(BRING | CREW_TAMPERS) -> err(BRING | CREW_TAMPERS); stray = true }
    /* a finger and a muzzle, both by mistake */
    :: atomic { chamber == live && gun == armorer && may(ARMORER_FINGER | ARMORER_AIM) ->
            err(ARMORER_FINGER | ARMORER_AIM); break }
    :: atomic { chamber == live && gun == ad && may(AD_FINGER | AD_AIM) ->
            err(AD_FINGER | AD_AIM); break }
    :: atomic { chamber == live && gun == performer && may(PERFORMER_FINGER | PERFORMER_AIM) ->
            err(PERFORMER_FINGER | PERFORMER_AIM); break }
    od;
    c_code { printf("HARM %d\n", now.errors); }
}
