# Break with a loaded revolver
# The cut was called before the shot. The performer still has the revolver, with a blank
# in it, and the company wants to break.
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
07:39 first-ad cuts
