"""What the house promises about people's data, proved on a real house: nothing readable left lying about, nothing lost, nothing opened."""
