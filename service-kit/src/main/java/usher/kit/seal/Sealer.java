package usher.kit.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * Seals secrets with AES-256-GCM (Tink). The tenant is associated data: what was sealed for one tenant cannot be opened
 * for another. The key's id stands in front of the sealed bytes, so that old ones open after a rotation.
 */
@Singleton
public class Sealer {
    private static final int KEY_BYTES = 32;
    /** Tink's output prefix: a version and the key's id. */
    private static final int MARK_BYTES = 5;

    private final @Nullable Aead aead;

    public Sealer(SealConfig config) {
        this.aead = config.keys().map(Sealer::aead).orElse(null);
    }

    public String seal(TenantId tenant, String secret) {
        try {
            return Base64.getEncoder().encodeToString(aead().encrypt(bytes(secret), bytes(tenant.toString())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal", e);
        }
    }

    public String open(TenantId tenant, String sealed) {
        try {
            var opened = aead().decrypt(Base64.getDecoder().decode(sealed), bytes(tenant.toString()));
            return new String(opened, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed secret does not open: is its key still in USHER_SEAL_KEYS?", e);
        }
    }

    /** The same secret sealed with the first key; nothing if none of the keys opens it. */
    public Optional<String> again(TenantId tenant, String sealed) {
        try {
            var opened = aead().decrypt(Base64.getDecoder().decode(sealed), bytes(tenant.toString()));
            return Optional.of(Base64.getEncoder().encodeToString(aead().encrypt(opened, bytes(tenant.toString()))));
        } catch (GeneralSecurityException unopened) {
            return Optional.empty();
        }
    }

    /** The bytes that whatever the first key has sealed begins with. */
    public byte[] mark() {
        try {
            return Arrays.copyOf(aead().encrypt(new byte[0], new byte[0]), MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal", e);
        }
    }

    private Aead aead() {
        if (aead == null) {
            throw new IllegalStateException("Set USHER_SEAL_KEYS to the base64 of 32 random bytes");
        }
        return aead;
    }

    private static Aead aead(List<String> keys) {
        try {
            AeadConfig.register();
            var keyset = KeysetHandle.newBuilder();
            for (int at = 0; at < keys.size(); at++) {
                var entry = entry(Base64.getDecoder().decode(keys.get(at).strip()));
                keyset.addEntry(at == 0 ? entry.makePrimary() : entry);
            }
            return keyset.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("USHER_SEAL_KEYS cannot be used", e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle.Builder.Entry entry(byte[] key) throws GeneralSecurityException {
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("Each of USHER_SEAL_KEYS must be the base64 of 32 bytes");
        }
        var digest = MessageDigest.getInstance("SHA-256").digest(key);
        int id = (digest[0] & 0xff) << 24 | (digest[1] & 0xff) << 16 | (digest[2] & 0xff) << 8 | (digest[3] & 0xff);
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var aesKey = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        return KeysetHandle.importKey(aesKey);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
