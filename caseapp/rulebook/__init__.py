"""Reads regimes, holidays, checklists and grounds from resources into domain objects, and checks them."""
