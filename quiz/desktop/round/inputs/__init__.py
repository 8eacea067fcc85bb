"""One input for each way of answering: tiles, a line to type in, a number, an order."""
