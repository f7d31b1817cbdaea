# Close-up with dummies
# The cylinder fills the frame: dummies in it, the muzzle towards a camera nobody is
# behind. The hammer falls in the action.
07:30 first-ad goes-to 12A
