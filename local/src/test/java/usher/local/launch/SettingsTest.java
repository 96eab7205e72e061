package usher.local.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String TARGETS = "USHER_EGRESS_LOCAL_TARGETS";
    private static final Path ROOT = Path.of("..");

    @Test
    void letsToolsOfALaptopCallTheDemoShopAlone() {
        var settings = Settings.installed(ROOT, Map.of("USHER_SHOP_PORT", "18090"));

        assertEquals(Map.of(Part.TOOL, Map.of(TARGETS, "127.0.0.1:18090")), settings.own());
        assertFalse(settings.environment().containsKey(TARGETS));
    }

    @Test
    void addsWhatTheOperatorNames() {
        var settings = Settings.installed(ROOT, Map.of(TARGETS, "localhost:8095,127.0.0.1:5678"));

        assertEquals(
                Map.of(Part.TOOL, Map.of(TARGETS, "127.0.0.1:8090,localhost:8095,127.0.0.1:5678")), settings.own());
    }
}
