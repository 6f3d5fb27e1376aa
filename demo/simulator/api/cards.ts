import type { Middleware } from 'koa';
import { questions } from '../world/sandbox-users.ts';
import type { World } from '../world/world.ts';
import { answer, invalidLogin, refuse } from './answers.ts';

/** `DELETE /DeleteCard/{loginId}`. */
export function deleteCard(world: World): Middleware {
  return ctx => {
    const { loginId } = ctx.params;
    const login = world.logins.get(loginId);
    if (!login) invalidLogin(ctx, loginId);
    else if (world.isInUse(login)) refuse(ctx, 400, 'CARD_IN_USE', 'A session is active for this card.');
    else {
      for (const { id } of world.requests.of(login)) world.requests.end(id);
      world.logins.delete(login);
      answer(ctx, 200, { Message: `All of the information about LoginId ${login.id} has been removed` });
    }
  };
}

/** `GET /GetMFAQuestions/{loginId}`. */
export function getMfaQuestions(world: World): Middleware {
  return ctx => {
    const { loginId } = ctx.params;
    const login = world.logins.get(loginId);
    if (!login) invalidLogin(ctx, loginId);
    else
      ctx.body = {
        Message: 'SUCCESS',
        Questions: login.user.mfa ? questions.map(({ prompt }) => ({ Question: prompt.en })) : [],
      };
  };
}
