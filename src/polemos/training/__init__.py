"""How the model that the rules listen to is trained, from reports coded by hand. Coding a report needs none of it."""
