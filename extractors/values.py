"""Values as Vietnamese prints them: numbers, dates and spans, shared by the fields."""
