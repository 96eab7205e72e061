package usher.admin.tenant;

import usher.admin.key.IssuedIdentityKey;

/** A tenant at the moment it is made, with the two secrets that are never shown again. */
record CreatedTenant(TenantView tenant, String publishableKey, String secretKey, IssuedIdentityKey identityKey) {
    @Override
    public String toString() {
        return "CreatedTenant[" + tenant.id() + "]";
    }
}
