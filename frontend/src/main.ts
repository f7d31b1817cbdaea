/** Every page starts here; each part looks for what it belongs to. */

import { followRefusals } from "./all-the-same.js";
import { note, showNote } from "./answer.js";
import { watchClock } from "./apart.js";
import { beginNow, listenToForms } from "./forms.js";
import { walkChambers } from "./inspect.js";
import { readyToInvite } from "./invite.js";
import { readyToJoin } from "./join.js";
import { knockAtTheDoor } from "./knock.js";
import { watchLeases } from "./lease.js";
import { followDesk } from "./live.js";
import { readyToEndPhones } from "./lost.js";
import { person } from "./page.js";
import { readyForFiles } from "./photos.js";
import { readyToStop } from "./stop.js";
import { readyToHide } from "./trainer.js";
import { readyForWhatIf } from "./what-if.js";

globalThis.addEventListener("unhandledrejection", (event) => note(String(event.reason), true));
listenToForms();
beginNow();
readyToStop();
readyToJoin();
readyToInvite();
readyForFiles();
readyToHide();
readyToEndPhones();
walkChambers();
readyForWhatIf();
void knockAtTheDoor();
if (person !== "") {
  showNote();
  watchLeases();
  watchClock();
  followDesk();
  followRefusals();
}
