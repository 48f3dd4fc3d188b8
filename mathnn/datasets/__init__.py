"""Small data sets, each with its features, units and source: `leaves` and `gates`. `table` reads them from CSV text."""
