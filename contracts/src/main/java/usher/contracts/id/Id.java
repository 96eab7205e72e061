package usher.contracts.id;

import java.util.UUID;

/** An identifier of one kind of thing; stored as {@code uuid}, shown as prefix and base32 text. */
public sealed interface Id
        permits EgressRuleId,
                TenantId,
                ConversationId,
                MessageId,
                TurnId,
                VisitorId,
                OperationId,
                PersonaId,
                ToolId,
                CallId,
                IntegrationId,
                InvocationId,
                InvoiceId,
                ChangeId,
                MemberId,
                KeyId,
                KnowledgeId,
                EventId,
                StockWatchId,
                WalletCreditId,
                WalletId,
                WalletTransactionId {
    UUID value();
}
