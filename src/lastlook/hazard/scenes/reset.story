# Reset after a shot
# The shot was fired and the cut called; the performer still has the revolver, and the
# case is in it. It is loaded anew for the next take.
07:30 first-ad goes-to 12B
07:31 armorer takes-out revolver-1
07:32 armorer inspects revolver-1 chambers=empty*1 method=eye bore=clear hammer=half-cock
07:33 first-ad inspects revolver-1 chambers=empty*1 method=light
07:34 armorer loads revolver-1 chambers=1 box=blank-box watchers=performer
07:35 armorer inspects revolver-1 chambers=blank*1 method=eye bore=clear hammer=half-cock
07:36 first-ad inspects revolver-1 chambers=blank*1 method=light
07:37 armorer offers revolver-1 to=performer
07:37 performer accepts revolver-1 look=taken
07:38 first-ad announces revolver-1 called=blanks
07:39 armorer records-shot revolver-1 chambers=1 planned=yes
07:39 first-ad cuts
