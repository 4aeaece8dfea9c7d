package dev.nearside.generation.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of so many items. */
final class Lists implements Form {
    private final Form items;
    private final int least;
    private final int most;

    /** @param most {@code Integer.MAX_VALUE} for any length */
    Lists(Form items, int least, int most) {
        this.items = items;
        this.least = least;
        this.most = most;
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        if (b == '[') {
            out.add(Gap.before(new Within(this, 0, Place.OPENED, then)));
        }
    }

    @Override
    public @Nullable String shortest(List<Form> open) {
        if (least == 0) {
            return "[]";
        }
        String item = items.shortest(open);
        if (item == null) {
            return null;
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < least; i++) {
            all.add(item);
        }
        return "[" + String.join(",", all) + "]";
    }

    /** @param count items so far */
    private record Within(Lists form, int count, Place place, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (b == ']' && place != Place.AFTER_COMMA) {
                if (count >= form.least) {
                    out.add(then);
                }
            } else if (place != Place.CONTINUED) {
                if (count < form.most) {
                    form.items.begin(b, Gap.before(new Within(form, next(), Place.CONTINUED, then)), out);
                }
            } else if (b == ',' && count < form.most) {
                out.add(Gap.before(new Within(form, count, Place.AFTER_COMMA, then)));
            }
        }

        /** So many items as can change what may follow. */
        private int next() {
            return form.most == Integer.MAX_VALUE ? Math.min(count + 1, form.least) : count + 1;
        }

        @Override
        public String closing() {
            StringBuilder text = new StringBuilder();
            int missing = Math.max(form.least - count, place == Place.AFTER_COMMA ? 1 : 0);
            for (int i = 0; i < missing; i++) {
                text.append(i == 0 && place != Place.CONTINUED ? "" : ",").append(form.items.shortest());
            }
            return text.append(']').append(then.closing()).toString();
        }
    }
}
