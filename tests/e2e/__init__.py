"""The whole program: real store, real keys, real window, killed and started again."""
