package usher.contracts.id;

import java.util.UUID;

/** An identifier of one kind of thing; stored as {@code uuid}, shown as prefix and base32 text. */
public sealed interface Id
        permits AlertId,
                CallId,
                ChangeId,
                ConversationId,
                EgressRuleId,
                EpisodeId,
                EventId,
                GrantId,
                IntegrationId,
                InvocationId,
                InvoiceId,
                KeyId,
                KnowledgeId,
                MemberId,
                MessageId,
                NoticeId,
                OperationId,
                PaymentId,
                PaymentMethodId,
                PersonaId,
                PurchaseId,
                StockWatchId,
                TenantId,
                TicketCommentId,
                TicketId,
                ToolId,
                TurnId,
                VisitorId,
                WalletCreditId,
                WalletId,
                WalletTransactionId,
                WebhookEndpointId {
    UUID value();
}
