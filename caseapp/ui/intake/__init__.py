"""Taking a request: the page an agent types on while a caller talks, and the same for mail, e-mail, web form and visits."""
