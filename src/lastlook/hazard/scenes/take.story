# A take with blanks
# Shots are fired past everybody, at the distance planned.
07:30 first-ad goes-to 12B
