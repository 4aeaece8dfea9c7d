package dev.nearside.browser.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger beside the browser's own list of what was requested (Resource Timing), address by address.
 *
 * @param missing addresses that the browser counted more often than the ledger
 * @param unconfirmed how many of the ledger's requests the browser has not counted: under way, or kept from being sent
 * @param counted how many requests the browser has counted
 */
record LedgerCheck(List<String> missing, int unconfirmed, int counted) {
    LedgerCheck {
        missing = List.copyOf(missing);
    }

    /** Compares them; an address that was asked for twice counts twice. */
    static LedgerCheck of(List<String> ledger, List<String> browser) {
        Map<String, Integer> listed = new HashMap<>();
        for (String address : ledger) {
            listed.merge(address, 1, Integer::sum);
        }
        List<String> missing = new ArrayList<>();
        int confirmed = 0;
        for (String address : browser) {
            int left = listed.getOrDefault(address, 0);
            if (left == 0) {
                missing.add(address);
            } else {
                listed.put(address, left - 1);
                confirmed++;
            }
        }
        return new LedgerCheck(missing, ledger.size() - confirmed, browser.size());
    }

    boolean agrees() {
        return missing.isEmpty();
    }

    /** What came of it, for people. */
    String summary() {
        if (!agrees()) {
            return "The browser counted " + missing.size() + " that this list lacks: " + String.join(", ", missing);
        }
        String open = unconfirmed == 0 ? "" : " " + unconfirmed + " more are under way or were not let out.";
        return "Checked against the browser’s own list of this page: all " + counted + " of its requests are here."
                + open;
    }
}
