package usher.billing.charge;

/** The finest step in which a plan is charged. By day, a day belongs to the plan that is in force as the day begins. */
public enum Proration {
    SECOND,
    DAY
}
