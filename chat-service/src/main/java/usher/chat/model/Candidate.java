package usher.chat.model;

import usher.chat.model.price.Price;

/** A model that can be asked now: where it is reached, its bounds and its price in force. */
public record Candidate(Model model, ModelName name, Prompt.Limits limits, Price price) {}
