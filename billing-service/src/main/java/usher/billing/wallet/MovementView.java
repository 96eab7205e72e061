package usher.billing.wallet;

import usher.contracts.id.WalletTransactionId;

/** What came of an act on a wallet: the transaction, whether it had been made before, and the balance now in minor units. */
record MovementView(WalletTransactionId transaction, boolean repeated, long balanceMinor) {}
