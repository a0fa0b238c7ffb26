// SPDX-License-Identifier: Apache-2.0
package io.symbolon.oauth.quality.benchmarks.load;

import java.util.List;

/** Asks this and that in turn; each answer is a piece of work. */
public final class Asking implements Conversation {

    private final List<Question> questions;
    private int current;

    /**
     * A request and what must be answered to it.
     *
     * @param request all of its bytes
     * @param expected what its answer's body must be
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Question(byte[] request, Expected expected) {}

    /**
     * Begins with one of the questions.
     *
     * @param first its number, whatever the number of questions
     */
    public Asking(List<Question> questions, int first) {
        this.questions = List.copyOf(questions);
        this.current = Math.floorMod(first, this.questions.size());
    }

    @Override
    public byte[] next() {
        return questions.get(current).request();
    }

    @Override
    public boolean hear(Connection answered) {
        answered.require(answered.status() == 200
                && answered.isAnsweredAs(questions.get(current).expected()));
        current = current + 1 < questions.size() ? current + 1 : 0;
        return true;
    }
}
