# A close-up with dummies, then a take with blanks
# The same revolver is in both. Between the two the dummies are taken out, and looked
# through is the bore.
07:30 first-ad goes-to 12A
