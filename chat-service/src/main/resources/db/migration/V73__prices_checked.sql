-- The prices of V21 compared with what is published, on 2026-11-27: platform.claude.com/docs "Pricing", developers.openai.com/api/docs
-- "GPT-5 nano" and simonw/llm-prices "data/openai.json", and for Gemini two calculators that follow ai.google.dev/gemini-api/docs/pricing
-- (crates gemini-cost and adk-gemini). None of them was wrong. What was missing:
-- Gemini 2.5 Pro takes twice as much for prompts beyond 200,000 tokens, and Claude Haiku 5.5 five times as much beyond 100,000; a
-- price says now up to where it holds. Anthropic's current models; Sonnet 5.5 with the cheaper cache of 2026-10-07. OpenAI's models
-- for embeddings, which write nothing ("text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002").
insert into model_price (provider, model, effective_from, input, cached, output, most_input) values
    ('gemini', 'gemini-2.5-pro', '2026-11-27T00:00:00Z', 1.25, null, 10.00, 200000),
    ('anthropic', 'claude-opus-5-5', '2026-11-27T00:00:00Z', 4.00, null, 20.00, null),
    ('anthropic', 'claude-sonnet-5-5', '2026-11-27T00:00:00Z', 2.00, 0.10, 10.00, null),
    ('anthropic', 'claude-haiku-5-5', '2026-11-27T00:00:00Z', 0.10, 0.01, 0.50, 100000),
    ('openai', 'text-embedding-3-small', '2026-11-27T00:00:00Z', 0.02, null, 0, null),
    ('openai', 'text-embedding-3-large', '2026-11-27T00:00:00Z', 0.13, null, 0, null),
    ('openai', 'text-embedding-ada-002', '2026-11-27T00:00:00Z', 0.10, null, 0, null)
on conflict do nothing;
