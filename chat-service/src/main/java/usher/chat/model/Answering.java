package usher.chat.model;

import usher.contracts.money.TokenPrice;

/** The model that answers for a tenant right now, its bounds and its prices. */
public record Answering(
        Model model,
        String provider,
        String name,
        Prompt.Limits limits,
        TokenPrice inputPrice,
        TokenPrice outputPrice) {}
