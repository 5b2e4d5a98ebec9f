"""The print queue: batches of letters from the printer to the post, and mail that came back."""
