package dev.nearside.browser.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the ledger: requests of the same address for the same reason.
 *
 * @param out bytes of their bodies, all together
 * @param in bytes that came, all together
 * @param cached whether all of them were answered from the cache
 */
record LedgerRow(String address, String why, double out, double in, boolean cached, int times) {

    /** The rows of requests that come oldest first; that of the newest request is the first. */
    static List<LedgerRow> of(List<LedgerRow> requests) {
        List<LedgerRow> rows = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = requests.size() - 1; i >= 0; i--) {
            LedgerRow request = requests.get(i);
            String what = request.address + ' ' + request.why;
            Integer place = places.get(what);
            if (place == null) {
                places.put(what, rows.size());
                rows.add(request);
            } else {
                rows.set(place, rows.get(place).with(request));
            }
        }
        return rows;
    }

    private LedgerRow with(LedgerRow other) {
        return new LedgerRow(address, why, out + other.out, in + other.in, cached && other.cached, times + other.times);
    }

    /** The address, and how often it was asked for if that was more than once. */
    String shown() {
        return times == 1 ? address : address + " (×" + times + ")";
    }
}
