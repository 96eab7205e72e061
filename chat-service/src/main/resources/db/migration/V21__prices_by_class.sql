-- Prices by class of tokens: cached absent means as input, reasoning absent means as output. A price is added, never edited.
alter table model_price
    add column cached    numeric(12, 6) check (cached >= 0),
    add column reasoning numeric(12, 6) check (reasoning >= 0),
    add column added_at  timestamptz not null default now();
revoke update, delete on model_price from chat_app, chat_jobs;

-- The providers' list prices in US dollars per million tokens, standard tier, as published on openai.com/api/pricing,
-- anthropic.com/pricing and ai.google.dev/pricing, by the date of the models' release. Where a provider's price of cached
-- input changed over time none is given, so that it costs as input. Gemini 2.5 Pro is the price of prompts up to 200,000
-- tokens, which ours never exceed. Anthropic takes more for writing to its cache, which we do not ask for. Ollama runs on somebody's own
-- machine: what that costs has to be said by a row, be it 0.
insert into model_price (provider, model, effective_from, input, cached, output) values
    ('openai', 'gpt-4o', '2026-11-21T00:00:00Z', 2.50, 1.25, 10.00),
    ('openai', 'gpt-4o-mini', '2026-11-21T00:00:00Z', 0.15, 0.075, 0.60),
    ('openai', 'gpt-4.1', '2026-11-21T00:00:00Z', 2.00, 0.50, 8.00),
    ('openai', 'gpt-4.1-mini', '2026-11-21T00:00:00Z', 0.40, 0.10, 1.60),
    ('openai', 'gpt-4.1-nano', '2026-11-21T00:00:00Z', 0.10, 0.025, 0.40),
    ('openai', 'o4-mini', '2025-04-16T00:00:00Z', 1.10, 0.275, 4.40),
    ('openai', 'o3', '2025-06-10T00:00:00Z', 2.00, 0.50, 8.00),
    ('openai', 'gpt-5', '2025-08-07T00:00:00Z', 1.25, 0.125, 10.00),
    ('openai', 'gpt-5-mini', '2025-08-07T00:00:00Z', 0.25, 0.025, 2.00),
    ('openai', 'gpt-5-nano', '2025-08-07T00:00:00Z', 0.05, 0.005, 0.40),
    ('anthropic', 'claude-3-5-haiku-latest', '2025-01-01T00:00:00Z', 0.80, 0.08, 4.00),
    ('anthropic', 'claude-3-7-sonnet-latest', '2025-02-24T00:00:00Z', 3.00, 0.30, 15.00),
    ('anthropic', 'claude-sonnet-4-0', '2025-05-22T00:00:00Z', 3.00, 0.30, 15.00),
    ('anthropic', 'claude-opus-4-1', '2025-08-05T00:00:00Z', 15.00, 1.50, 75.00),
    ('anthropic', 'claude-sonnet-4-5', '2025-09-29T00:00:00Z', 3.00, 0.30, 15.00),
    ('anthropic', 'claude-haiku-4-5', '2025-10-15T00:00:00Z', 1.00, 0.10, 5.00),
    ('gemini', 'gemini-2.0-flash', '2025-02-05T00:00:00Z', 0.10, 0.025, 0.40),
    ('gemini', 'gemini-2.5-flash', '2025-06-17T00:00:00Z', 0.30, null, 2.50),
    ('gemini', 'gemini-2.5-flash-lite', '2025-07-22T00:00:00Z', 0.10, null, 0.40),
    ('gemini', 'gemini-2.5-pro', '2025-06-17T00:00:00Z', 1.25, null, 10.00);
