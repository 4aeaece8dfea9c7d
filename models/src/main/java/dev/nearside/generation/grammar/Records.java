package dev.nearside.generation.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects with these members, in this order; those that are optional may be left out. */
final class Records implements Form {
    private final List<Member> members;

    /**
     * A member of an object.
     *
     * @param name its name as JSON, in quotes
     */
    record Member(String name, Utf8Text bytes, Form value, boolean required) {
        Member(String name, Form value, boolean required) {
            this(name, new Utf8Text(name), value, required);
        }
    }

    Records(List<Member> members) {
        this.members = List.copyOf(members);
    }

    @Override
    public void begin(int b, Position then, List<Position> out) {
        if (b == '{') {
            out.add(Gap.before(new Within(this, 0, Place.OPENED, then)));
        }
    }

    @Override
    public @Nullable String shortest(List<Form> open) {
        List<String> all = new ArrayList<>();
        for (Member member : members) {
            if (member.required()) {
                String value = member.value().shortest(open);
                if (value == null) {
                    return null;
                }
                all.add(member.name() + ":" + value);
            }
        }
        return "{" + String.join(",", all) + "}";
    }

    private boolean mayCloseAt(int index) {
        for (int i = index; i < members.size(); i++) {
            if (members.get(i).required()) {
                return false;
            }
        }
        return true;
    }

    /** @param index the first member that may come next */
    private record Within(Records form, int index, Place place, Position then) implements Position {
        @Override
        public void next(int b, List<Position> out) {
            if (b == '}') {
                if (place != Place.AFTER_COMMA && form.mayCloseAt(index)) {
                    out.add(then);
                }
            } else if (place == Place.CONTINUED) {
                if (b == ',' && index < form.members.size()) {
                    out.add(Gap.before(new Within(form, index, Place.AFTER_COMMA, then)));
                }
            } else {
                names(b, out);
            }
        }

        private void names(int b, List<Position> out) {
            for (int i = index; i < form.members.size(); i++) {
                Member member = form.members.get(i);
                Position after = Gap.before(new Within(form, i + 1, Place.CONTINUED, then));
                Literal.begin(member.bytes(), b, Gap.before(new Colon(member.value(), after)), out);
                if (member.required()) {
                    return;
                }
            }
        }

        @Override
        public String closing() {
            StringBuilder text = new StringBuilder();
            boolean comma = place == Place.CONTINUED;
            boolean owed = place == Place.AFTER_COMMA && form.mayCloseAt(index);
            for (int i = index; i < form.members.size(); i++) {
                Member member = form.members.get(i);
                if (member.required() || (owed && i == index)) {
                    text.append(comma ? "," : "")
                            .append(member.name())
                            .append(':')
                            .append(member.value().shortest());
                    comma = true;
                }
            }
            return text.append('}').append(then.closing()).toString();
        }
    }
}
