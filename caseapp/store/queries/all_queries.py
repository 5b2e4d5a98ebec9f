"""placeholder"""
class SqlQueries:
    def __init__(self, engine): pass
