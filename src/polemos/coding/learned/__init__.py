"""What a trained model adds to the rules: which words tell an event, and how sure that is."""
