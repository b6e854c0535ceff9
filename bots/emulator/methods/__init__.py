"""The methods of the Bot API, one group a module; `table` gathers them."""
