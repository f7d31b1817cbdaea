# Between two productions
# The revolver came from another production by way of its supplier, and goes back there.
# Nobody is to play with it here; it is looked into when it comes and before it goes.
07:20 armorer counts dummy-box rounds=50
