# A take with quarter loads, and full loads on the cart
# Another scene of the day wants full loads. Both boxes stand open; the plan of this one
# asks for a quarter.
07:26 armorer receives full-blanks kind=blank calibre=.45LC rounds=50 supplier=hire-house box=full-box place=safe load=full
07:27 armorer proves full-box proved=50 methods=eye
07:30 first-ad goes-to 12B
